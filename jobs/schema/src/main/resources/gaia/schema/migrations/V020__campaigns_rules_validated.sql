-- What is there already is looked at apart from the rules, under a lock that lets readers and writers go on.
-- depends-on: 018, 019
call ops.validate_rules('game.campaigns');
