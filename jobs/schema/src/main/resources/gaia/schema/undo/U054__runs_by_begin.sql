-- What counts from the ledger's begin reads every run again.
drop view ops.ledger_begin;
drop index ops.first_run;
