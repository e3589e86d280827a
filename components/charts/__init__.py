"""Charts: pure functions from numbers and words to Vega-Lite specs, and the pages' cached ones.

Altair asks `sys.modules` for numpy and pandas while it makes a spec, and fails on one that another
thread is still importing, as Streamlit does when it draws its first chart. To import them here,
before any chart can be made, is to wait for them.
"""

import numpy as np  # noqa: F401
import pandas as pd  # noqa: F401
