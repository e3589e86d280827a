META
key;value
description;F costs nothing and has a vote; G costs nothing and has none
budget;50
vote_type;approval
PROJECTS
project_id;cost
F;0
G;0
A;50
VOTES
voter_id;vote
1;A,F
2;A
