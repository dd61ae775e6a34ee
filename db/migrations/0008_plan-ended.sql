ALTER TABLE "plan_assignments" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "plan_assignments" ADD COLUMN "ended_reason" text DEFAULT '' NOT NULL;