-- Written by hand, as Prisma cannot say it: the results of some seeds, among any number of runs.
CREATE INDEX "Run_results_idx" ON "Run" ("datasetSha256", "architecture", (("options" ->> 'seed')::int), "id")
    WHERE "status" = 'SUCCEEDED';

-- Written by hand: the few that have not ended, in the order in which they are taken.
CREATE INDEX "Run_unfinished_idx" ON "Run" ("priority" DESC, "id")
    WHERE "status" IN ('QUEUED', 'RUNNING');
