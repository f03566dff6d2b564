"""What was issued is never edited, and only the sealing process seals.

The application (``loket_app``) adds documents and their bytes, ends a document, forgets bytes. The
sealing process (``loket_sealer``) reads which hashes wait and calls two functions; it sees no
document. Both functions act with the rights of the schema's owner, and nobody else may call them.
"""

from django.db import migrations

GUARDS = """
CREATE FUNCTION documents_begin_unsealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.source = 'city' AND (NEW.sealed_at IS NOT NULL OR NEW.revoked_at IS NOT NULL) THEN
    RAISE EXCEPTION 'what the city authors begins without a seal'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER what_the_city_authors_begins_without_a_seal BEFORE INSERT ON documents_document
  FOR EACH ROW EXECUTE FUNCTION documents_begin_unsealed();

CREATE FUNCTION documents_never_edited() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.reference, NEW.source, NEW.template, NEW.pinned_id, NEW.product, NEW.subject,
      NEW.seed, NEW.code_key, NEW.issued_at, NEW.expires_on)
     IS DISTINCT FROM
     (OLD.id, OLD.reference, OLD.source, OLD.template, OLD.pinned_id, OLD.product, OLD.subject,
      OLD.seed, OLD.code_key, OLD.issued_at, OLD.expires_on) THEN
    RAISE EXCEPTION 'a document is never edited' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.revoked_at IS NOT NULL AND (NEW.revoked_at, NEW.revoked_because, NEW.replaced_by_id)
     IS DISTINCT FROM (OLD.revoked_at, OLD.revoked_because, OLD.replaced_by_id) THEN
    RAISE EXCEPTION 'a revocation is final' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.sealed_at, NEW.file_hash) IS DISTINCT FROM (OLD.sealed_at, OLD.file_hash)
     AND (OLD.sealed_at IS NOT NULL
          OR NOT EXISTS (SELECT FROM documents_seal WHERE document_id = NEW.id)) THEN
    RAISE EXCEPTION 'a document is sealed once, with a seal' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER a_document_is_never_edited BEFORE UPDATE ON documents_document
  FOR EACH ROW EXECUTE FUNCTION documents_never_edited();

CREATE FUNCTION documents_content_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.document_id <> OLD.document_id OR NEW.drawn <> OLD.drawn
     OR substr(NEW.pdf, 1, OLD.drawn) <> substr(OLD.pdf, 1, OLD.drawn)
     OR EXISTS (SELECT FROM documents_document
                WHERE id = OLD.document_id AND sealed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the bytes of a document stay what they are'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER the_bytes_of_a_document_stay BEFORE UPDATE ON documents_content
  FOR EACH ROW EXECUTE FUNCTION documents_content_stays();

CREATE FUNCTION documents_only_grow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER seals_are_never_changed BEFORE UPDATE OR DELETE ON documents_seal
  FOR EACH STATEMENT EXECUTE FUNCTION documents_only_grow();
CREATE TRIGGER material_is_never_changed BEFORE UPDATE OR DELETE ON documents_material
  FOR EACH STATEMENT EXECUTE FUNCTION documents_only_grow();
CREATE TRIGGER templates_are_never_changed BEFORE UPDATE OR DELETE ON documents_template
  FOR EACH STATEMENT EXECUTE FUNCTION documents_only_grow();
ALTER TABLE documents_content ALTER COLUMN pdf SET STORAGE EXTERNAL;
"""

#: A hash waits when its place is prepared; whoever listens is told when the act commits.
CALLS = """
CREATE VIEW documents_waiting AS
  SELECT c.document_id AS document, c.digest, c.material_id AS material, c.room, d.issued_at
  FROM documents_content c JOIN documents_document d ON d.id = c.document_id
  WHERE d.sealed_at IS NULL AND d.revoked_at IS NULL AND c.digest IS NOT NULL;

CREATE FUNCTION documents_tell_waiting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('documents_waiting', '');
  RETURN NULL;
END $$;
CREATE TRIGGER a_hash_waits AFTER INSERT OR UPDATE OF digest ON documents_content
  FOR EACH ROW WHEN (NEW.digest IS NOT NULL) EXECUTE FUNCTION documents_tell_waiting();

CREATE FUNCTION documents_enlist(
  new_id uuid, enlist_certificates jsonb, enlist_revocations jsonb, of_key text, at timestamptz,
  until timestamptz) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  newest documents_material;
BEGIN
  SELECT * INTO newest FROM documents_material ORDER BY enlisted_at DESC LIMIT 1;
  IF newest.certificates = enlist_certificates AND newest.revocations = enlist_revocations THEN
    RETURN newest.id;
  END IF;
  INSERT INTO documents_material (id, certificates, revocations, key, enlisted_at, good_until)
  VALUES (new_id, enlist_certificates, enlist_revocations, of_key, at, until);
  RETURN new_id;
END $$;

CREATE FUNCTION documents_put_seal(
  which uuid, by_material uuid, new_signature bytea, sealed timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  place_of documents_content;
  whole bytea;
BEGIN
  PERFORM FROM documents_document
    WHERE id = which AND sealed_at IS NULL AND revoked_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  SELECT * INTO place_of FROM documents_content WHERE document_id = which FOR UPDATE;
  IF place_of.material_id IS DISTINCT FROM by_material THEN RETURN false; END IF;
  IF octet_length(new_signature) > place_of.room THEN
    RAISE EXCEPTION 'the seal has % bytes, its place %', octet_length(new_signature), place_of.room
      USING ERRCODE = 'restrict_violation';
  END IF;
  whole := overlay(place_of.pdf PLACING
    convert_to(upper(encode(new_signature, 'hex')), 'UTF8') FROM place_of.place + 1);
  INSERT INTO documents_seal (document_id, material_id, signature, at)
    VALUES (which, by_material, new_signature, sealed);
  UPDATE documents_content SET pdf = whole WHERE document_id = which;
  UPDATE documents_document SET sealed_at = sealed, file_hash = sha256(whole) WHERE id = which;
  INSERT INTO journal_line (at, act, actor, purpose, subject, before, after)
    VALUES (sealed, 'documents.seal', 'system:seal', '', 'document:' || which, NULL,
            jsonb_build_object('material', by_material));
  PERFORM pg_notify('documents_sealed', which::text);
  RETURN true;
END $$;

REVOKE ALL ON FUNCTION documents_enlist FROM PUBLIC;
REVOKE ALL ON FUNCTION documents_put_seal FROM PUBLIC;
"""

RIGHTS = """
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'loket_app') THEN
    REVOKE ALL ON documents_template, documents_material, documents_document, documents_content,
      documents_seal, documents_waiting FROM loket_app;
    GRANT SELECT, INSERT ON documents_template TO loket_app;
    GRANT SELECT ON documents_material, documents_seal TO loket_app;
    GRANT SELECT, INSERT ON documents_document TO loket_app;
    GRANT UPDATE (revoked_at, revoked_because, replaced_by_id) ON documents_document TO loket_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON documents_content TO loket_app;
  END IF;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'loket_sealer') THEN
    GRANT SELECT ON documents_waiting TO loket_sealer;
    GRANT EXECUTE ON FUNCTION documents_enlist, documents_put_seal TO loket_sealer;
  END IF;
END $$;
"""

UNDO = """
DROP FUNCTION documents_put_seal;
DROP FUNCTION documents_enlist;
DROP TRIGGER a_hash_waits ON documents_content;
DROP FUNCTION documents_tell_waiting;
DROP VIEW documents_waiting;
DROP TRIGGER templates_are_never_changed ON documents_template;
DROP TRIGGER material_is_never_changed ON documents_material;
DROP TRIGGER seals_are_never_changed ON documents_seal;
DROP FUNCTION documents_only_grow;
DROP TRIGGER the_bytes_of_a_document_stay ON documents_content;
DROP FUNCTION documents_content_stays;
DROP TRIGGER a_document_is_never_edited ON documents_document;
DROP FUNCTION documents_never_edited;
DROP TRIGGER what_the_city_authors_begins_without_a_seal ON documents_document;
DROP FUNCTION documents_begin_unsealed;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_what_was_issued"),
        ("journal", "0002_the_journal_only_grows"),
    ]

    operations = [migrations.RunSQL(GUARDS + CALLS + RIGHTS, UNDO)]
