-- Written by hand: servers keep records of models for a while, and hear by this channel that those that
-- they have may no longer be so (src/store/knownModels.ts).
CREATE FUNCTION "tellOfChangedModels"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('gatescope_models', '');
    RETURN NULL;
END
$$;

CREATE TRIGGER "Model_changed"
    AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "Model"
    FOR EACH STATEMENT EXECUTE FUNCTION "tellOfChangedModels"();
