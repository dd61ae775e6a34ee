CREATE INDEX "post_assignments_person" ON "post_assignments" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "plan_assignments_person" ON "plan_assignments" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "deliveries_person" ON "deliveries" USING btree ("person_id");