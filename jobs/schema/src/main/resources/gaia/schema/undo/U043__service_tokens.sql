-- Takes every token with it: each person has to connect their services anew.
drop table auth.service_tokens;
