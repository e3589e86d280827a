META
key;value
description;the second project does not fit
budget;100
vote_type;choose-1
PROJECTS
project_id;cost
A;60
B;50
C;40
VOTES
voter_id;vote
1;A
2;A
3;A
4;B
5;B
6;C
