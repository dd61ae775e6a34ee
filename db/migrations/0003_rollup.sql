CREATE TABLE "plan_progress" (
	"assignment_id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"plan_kind" text NOT NULL,
	"training_year" integer NOT NULL,
	"unit_id" uuid,
	"category" text,
	"required_minutes" integer NOT NULL,
	"minutes_per_hour" smallint NOT NULL,
	"counted_minutes" integer NOT NULL,
	"exam_state" text NOT NULL,
	"assigned_on" date NOT NULL,
	"completed_on" date,
	"due_on" date NOT NULL,
	"certificate_until" date,
	"holds_to" date,
	"updated_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "plan_progress_exam" CHECK ("plan_progress"."exam_state" in ('none', 'pending', 'failed', 'passed'))
);
--> statement-breakpoint
ALTER TABLE "plan_progress" ADD CONSTRAINT "plan_progress_assignment_id_plan_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."plan_assignments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_progress" ADD CONSTRAINT "plan_progress_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_progress" ADD CONSTRAINT "plan_progress_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "plan_progress_year" ON "plan_progress" USING btree ("training_year","plan_kind","unit_id");--> statement-breakpoint
CREATE INDEX "plan_progress_unit" ON "plan_progress" USING btree ("unit_id","training_year");--> statement-breakpoint
CREATE INDEX "plan_progress_person" ON "plan_progress" USING btree ("person_id","training_year");--> statement-breakpoint
CREATE INDEX "plan_progress_certificate" ON "plan_progress" USING btree ("certificate_until") WHERE certificate_until is not null;--> statement-breakpoint
CREATE INDEX "plan_progress_holds" ON "plan_progress" USING btree ("holds_to") WHERE holds_to is not null;
--> statement-breakpoint
grant select, insert, update on plan_progress to shoumi_app;
