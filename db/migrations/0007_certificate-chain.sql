ALTER TABLE "certificates" DROP CONSTRAINT "certificates_assignment";--> statement-breakpoint
DROP INDEX "certificate_events_certificate";--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "supersedes_id" uuid;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_supersedes_id_certificates_id_fk" FOREIGN KEY ("supersedes_id") REFERENCES "public"."certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "certificates_issued" ON "certificates" USING btree ("issued_at");--> statement-breakpoint
CREATE INDEX "certificates_plan" ON "certificates" USING btree ("assignment_id");--> statement-breakpoint
CREATE UNIQUE INDEX "certificates_assignment" ON "certificates" USING btree ("assignment_id") WHERE supersedes_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX "certificates_supersedes" ON "certificates" USING btree ("supersedes_id") WHERE supersedes_id is not null;--> statement-breakpoint
ALTER TABLE "certificate_events" ADD CONSTRAINT "certificate_events_once" UNIQUE("certificate_id","kind");--> statement-breakpoint
-- A revocation or supersession is never back-dated (see 0006).
create trigger certificate_events_stamp before insert on certificate_events for each row execute function stamp_at();
