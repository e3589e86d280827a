META
key;value
description;a project called votes, and ids that compare as text
budget;10
vote_type;approval
PROJECTS
project_id;cost
votes;5
9;5
10;5
VOTES
voter_id;vote
1;votes
2;votes,9
3;10,votes
4;9
5;10
