-- Evidence is append-only: no role, the owner included, changes or removes a row while this trigger stands.
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'append-only table % refuses %', tg_table_name, tg_op using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array[
    'study_credits', 'hours_ledger', 'attempt_answer_events', 'attempt_events', 'grades', 'attempt_items',
    'plan_completions', 'certificates', 'certificate_events', 'audit_events', 'audit_seals', 'password_history',
    'policy_versions', 'item_keys'
  ] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', t || '_append_only', t);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', t || '_no_truncate', t);
  end loop;
end $$;
--> statement-breakpoint
-- The application's role: reads and writes rows, owns nothing, and holds no UPDATE or DELETE on evidence.
do $$
begin
  if not exists (select from pg_roles where rolname = 'shoumi_app') then
    create role shoumi_app nologin;
  end if;
end $$;
--> statement-breakpoint
grant usage on schema public to shoumi_app;
--> statement-breakpoint
grant select, insert on all tables in schema public to shoumi_app;
--> statement-breakpoint
grant update on units, people, person_assignments, accounts, sessions, login_throttle, lesson_versions, lesson_progress,
  open_lessons, practice_cards, item_versions, blueprint_versions, exams, attempts, attempt_answers, plan_assignments,
  notices, organisation to shoumi_app;
--> statement-breakpoint
grant delete on account_roles, sessions, login_throttle, open_lessons, unit_closure to shoumi_app;
--> statement-breakpoint
grant usage on all sequences in schema public to shoumi_app;
