META
key;value
description;two of four ballots are empty
budget;100
vote_type;approval
PROJECTS
project_id;cost
A;100
VOTES
voter_id;vote
1;A
2;A
3;
4;
