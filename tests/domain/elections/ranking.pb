META
key;value
description;places turn into points
budget;100
vote_type;ordinal
PROJECTS
project_id;cost
A;60
B;50
C;40
VOTES
voter_id;vote
1;A,B,C
2;B,A
3;C
