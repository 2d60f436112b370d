-- Takes every token with it: nobody can redeem one any more.
drop table auth.user_tokens;
