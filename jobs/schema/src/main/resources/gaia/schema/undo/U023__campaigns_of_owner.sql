-- The pages are sorted anew for each reader again.
drop index game.campaigns_of_owner;
