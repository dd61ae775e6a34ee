ALTER TABLE "policy_drafts" DROP CONSTRAINT "policy_drafts_two";--> statement-breakpoint
ALTER TABLE "training_sessions" DROP CONSTRAINT "training_sessions_two";--> statement-breakpoint
ALTER TABLE "lifecycle_versions" ADD CONSTRAINT "lifecycle_versions_two" CHECK ("lifecycle_versions"."made_by" is null or "lifecycle_versions"."made_by" is distinct from "lifecycle_versions"."approved_by");--> statement-breakpoint
ALTER TABLE "policy_drafts" ADD CONSTRAINT "policy_drafts_two" CHECK ("policy_drafts"."state" <> 'published' or ("policy_drafts"."decided_by" is not null and "policy_drafts"."decided_by" <> "policy_drafts"."made_by"));--> statement-breakpoint
ALTER TABLE "training_sessions" ADD CONSTRAINT "training_sessions_two" CHECK ("training_sessions"."approved_by" is null or ("training_sessions"."submitted_by" is not null and "training_sessions"."approved_by" <> "training_sessions"."submitted_by"
        and "training_sessions"."approved_by" <> "training_sessions"."created_by"));--> statement-breakpoint
-- A decision stands: what a second person has approved or refused, and what the asker took back, is changed by no role.
create function refuse_settled() returns trigger language plpgsql as $$
begin
  raise exception 'settled row of % refuses %', tg_table_name, tg_op using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger plan_exemptions_settled before update on plan_exemptions
  for each row when (old.decision is not null) execute function refuse_settled();
--> statement-breakpoint
create trigger ledger_corrections_settled before update on ledger_corrections
  for each row when (old.decision is not null) execute function refuse_settled();
--> statement-breakpoint
create trigger certificate_requests_settled before update on certificate_requests
  for each row when (old.decision is not null) execute function refuse_settled();
--> statement-breakpoint
create trigger policy_drafts_settled before update on policy_drafts
  for each row when (old.state in ('published', 'refused', 'withdrawn')) execute function refuse_settled();
--> statement-breakpoint
create trigger training_sessions_settled before update on training_sessions
  for each row when (old.state in ('approved', 'void')) execute function refuse_settled();
--> statement-breakpoint
-- A sign-in list changes while it is a draft: what was handed in is what a second person looks at and approves.
create function refuse_closed_list() returns trigger language plpgsql as $$
begin
  if exists (select from training_sessions s
      where s.id in (coalesce(new.session_id, old.session_id), coalesce(old.session_id, new.session_id)) and s.state <> 'draft') then
    raise exception 'settled list of % refuses %', tg_table_name, tg_op using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end $$;
--> statement-breakpoint
create trigger session_attendees_settled before insert or update or delete on session_attendees
  for each row execute function refuse_closed_list();
--> statement-breakpoint
-- When a pledge was opened is evidence of how long it was read: stamped by the clock of the database, and kept.
create function stamp_opened_at() returns trigger language plpgsql as $$
begin
  new.opened_at := app_now();
  return new;
end $$;
--> statement-breakpoint
create trigger pledge_reads_stamp before insert on pledge_reads for each row execute function stamp_opened_at();
--> statement-breakpoint
create trigger pledge_reads_append_only before update or delete on pledge_reads for each row execute function refuse_change();
--> statement-breakpoint
create trigger pledge_reads_no_truncate before truncate on pledge_reads for each statement execute function refuse_change();
--> statement-breakpoint
revoke update on pledge_reads from shoumi_app;
