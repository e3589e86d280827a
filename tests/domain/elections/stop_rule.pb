META
key;value
description;the stop rule of Add1 decides between B and A
budget;10
vote_type;approval
PROJECTS
project_id;cost
A;10
B;2
C;9
VOTES
voter_id;vote
1;A,B
2;A
3;C
