-- Takes every linked account with it; the people stay.
drop table auth.oauth_accounts;
