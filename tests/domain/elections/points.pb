META
key;value
description;points decide who pays how much
budget;100
vote_type;cumulative
PROJECTS
project_id;cost
A;50
B;60
VOTES
voter_id;vote;points
1;A,B;3,1
2;A;1
3;B;2
