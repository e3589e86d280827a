"""The addresses of the light page, and the one by which a machine asks how this one is."""

import anyio
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from components.phone import acts, room_page
from components.phone.minutes_page import show_minutes
from components.phone.serving import page, with_headers
from services.health import check_health


def phone_routes() -> list[Route]:
    """Every route, in the order in which they are tried."""
    do = acts.in_the_room
    return [
        Route("/healthz", tell_health),
        Route("/m", page(room_page.show_code_form)),
        Route("/m/phone.css", page(room_page.show_style)),
        Route("/m/phone.js", page(room_page.show_script)),
        Route("/m/{code}", page(room_page.show_room)),
        Route("/m/{code}/now", page(room_page.tell_mark, room_page.tell_mark_from_memory)),
        Route("/m/{code}/tablet", page(room_page.go_to_tablet)),
        Route("/m/{code}/write", page(room_page.show_writing)),
        Route("/m/{code}/answers", page(room_page.show_answers)),
        Route("/m/{code}/minutes", page(show_minutes)),
        Route("/m/{code}/join", page(acts.join), methods=["POST"]),
        Route("/m/{code}/answer", page(do(acts.answer)), methods=["POST"]),
        Route("/m/{code}/stance", page(do(acts.take_stance)), methods=["POST"]),
        Route("/m/{code}/statement", page(acts.write_statement), methods=["POST"]),
        Route("/m/{code}/leave", page(do(acts.leave)), methods=["POST"]),
        *(
            Route(f"/m/{{code}}/{name}", page(do(act, shows_at_once=True)), methods=["POST"])
            for name, act in (
                ("speak", acts.ask_to_speak),
                ("step-back", acts.step_back),
                ("second", acts.second),
            )
        ),
    ]


async def tell_health(request: Request) -> Response:
    """Database reachable and migrations current, as JSON; 503 where one of them is not."""
    health = await anyio.to_thread.run_sync(check_health)
    body = {"database": health.database, "migrations": health.migrations}
    return with_headers(JSONResponse(body, status_code=200 if health.is_well else 503))
