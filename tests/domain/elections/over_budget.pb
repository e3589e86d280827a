META
key;value
description;X costs more than the budget and would stop Add1 before A is reached
budget;100
vote_type;approval
PROJECTS
project_id;cost
A;90
X;150
VOTES
voter_id;vote
1;A,X
2;X
