-- AlterTable
ALTER TABLE "Checkpoint" ADD COLUMN     "bestCrossEntropy" DOUBLE PRECISION,
ADD COLUMN     "bestParameters" BYTEA,
ADD COLUMN     "bestStep" INTEGER;

-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "keptStep" INTEGER,
ADD COLUMN     "seriesId" UUID;

-- CreateIndex
CREATE INDEX "Run_seriesId_id_idx" ON "Run"("seriesId", "id");

-- Written by hand: float32 values do not compress, so Postgres need not try.
ALTER TABLE "Checkpoint" ALTER COLUMN "bestParameters" SET STORAGE EXTERNAL;

-- Written by hand: runs and models from before these choices get what they had without choosing. Their
-- networks are recurrent, so nothing depends on the number of rows.
UPDATE "Run" SET
    "network" = '{"rows": 28, "binarizeThreshold": 0.1}'::jsonb || jsonb_set(
        "network",
        '{recipe}',
        '{"initialization": "GLOROT"}'::jsonb || CASE "network" #>> '{recipe,cell}'
            WHEN 'LSTM' THEN '{"batchNormalization": false}'::jsonb
            ELSE '{}'::jsonb
        END || ("network" -> 'recipe')
    ),
    "options" = '{
        "schedule": "CONSTANT",
        "beta1": 0.9,
        "beta2": 0.999,
        "epsilon": 1e-8,
        "dropout": 0,
        "weightDecay": 0,
        "clipNorm": null,
        "patience": null,
        "keep": "LAST"
    }'::jsonb || "options",
    "keptStep" = CASE "status" WHEN 'SUCCEEDED' THEN "step" END;

UPDATE "Model" SET
    "network" = '{"rows": 28, "binarizeThreshold": 0.1}'::jsonb || jsonb_set(
        "network",
        '{recipe}',
        '{"initialization": "GLOROT"}'::jsonb || CASE "network" #>> '{recipe,cell}'
            WHEN 'LSTM' THEN '{"batchNormalization": false}'::jsonb
            ELSE '{}'::jsonb
        END || ("network" -> 'recipe')
    );
