/// What each version of the tables has left behind: its own statements, and at least one row in each table.
package enum StoredHistories {
    package static let version1 = #"""
        PRAGMA application_id = 1381450068;

        CREATE TABLE feeds (
            name TEXT PRIMARY KEY,
            url TEXT NOT NULL,
            moved_to TEXT,
            validators_url TEXT,
            etag TEXT,
            last_modified TEXT,
            body_hash TEXT,
            baseline_at REAL,
            last_attempt REAL,
            last_success REAL,
            next_due REAL,
            every_seconds REAL,
            asked_until REAL,
            hinted_interval REAL,
            skip_hours TEXT NOT NULL DEFAULT '',
            skip_days TEXT NOT NULL DEFAULT '',
            newest_seen REAL,
            quiet INTEGER NOT NULL DEFAULT 0,
            listed INTEGER,
            shrunk INTEGER NOT NULL DEFAULT 0,
            failures INTEGER NOT NULL DEFAULT 0,
            last_error TEXT,
            ended INTEGER NOT NULL DEFAULT 0
        ) STRICT;

        CREATE TABLE providers (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            kind TEXT NOT NULL,
            region TEXT
        ) STRICT;
        CREATE INDEX providers_by_name ON providers (name COLLATE NOCASE);

        CREATE TABLE predecessors (
            provider TEXT NOT NULL,
            predecessor TEXT NOT NULL,
            PRIMARY KEY (provider, predecessor)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX predecessors_by_predecessor ON predecessors (predecessor);

        CREATE TABLE table_rows (
            feed TEXT NOT NULL,
            fingerprint INTEGER NOT NULL,
            PRIMARY KEY (feed, fingerprint)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE publications (
            id INTEGER PRIMARY KEY,
            feed TEXT NOT NULL,
            identity TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            document_url TEXT,
            announces_pdf INTEGER NOT NULL,
            title TEXT,
            type TEXT,
            provider_name TEXT,
            provider_urn TEXT,
            provider_id TEXT,
            published TEXT,
            seen REAL NOT NULL,
            baseline INTEGER NOT NULL,
            state TEXT NOT NULL,
            reason TEXT,
            attempts INTEGER NOT NULL DEFAULT 0,
            next_try REAL,
            sha256 TEXT,
            unread_sha256 TEXT,
            framework TEXT,
            inspection_start TEXT,
            inspection_end TEXT,
            basis TEXT,
            late INTEGER NOT NULL DEFAULT 0,
            UNIQUE (feed, identity)
        ) STRICT;
        CREATE INDEX publications_by_provider ON publications (provider_id);
        CREATE INDEX publications_to_try ON publications (feed, next_try) WHERE next_try IS NOT NULL;
        CREATE INDEX publications_by_day ON publications (coalesce(inspection_start, published, '9999'))
            WHERE state = 'read' AND framework IS NOT NULL;
        CREATE INDEX publications_to_read ON publications (feed, attempts > 0, published, id) WHERE next_try IS NOT NULL;

        CREATE TABLE judgements (
            publication INTEGER NOT NULL REFERENCES publications (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            area TEXT NOT NULL,
            grade TEXT,
            printed TEXT,
            page INTEGER,
            evidence TEXT,
            from_grade TEXT,
            direction TEXT,
            reason TEXT NOT NULL,
            PRIMARY KEY (publication, position)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE alerts (
            sequence INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            time REAL NOT NULL,
            subject TEXT NOT NULL,
            direction TEXT NOT NULL,
            feed TEXT NOT NULL,
            publication INTEGER REFERENCES publications (id),
            summary TEXT NOT NULL,
            line TEXT NOT NULL,
            body TEXT NOT NULL
        ) STRICT;
        CREATE INDEX alerts_by_subject ON alerts (subject);
        CREATE INDEX alerts_by_kind ON alerts (kind);
        CREATE INDEX alerts_by_time ON alerts (time);
        CREATE INDEX alerts_by_publication ON alerts (publication) WHERE publication IS NOT NULL;

        CREATE TABLE portfolio_decisions (
            publication INTEGER NOT NULL REFERENCES publications (id) ON DELETE CASCADE,
            portfolio TEXT NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (publication, portfolio)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE route_decisions (
            alert INTEGER NOT NULL REFERENCES alerts (sequence),
            position INTEGER NOT NULL,
            route TEXT NOT NULL,
            took INTEGER NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (alert, position)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE held_alerts (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            feed TEXT NOT NULL,
            publication INTEGER NOT NULL REFERENCES publications (id),
            provider TEXT NOT NULL,
            alert TEXT NOT NULL
        ) STRICT;
        CREATE INDEX held_alerts_by_feed ON held_alerts (feed);

        CREATE TABLE brakes (
            feed TEXT PRIMARY KEY,
            since REAL NOT NULL
        ) STRICT;

        CREATE TABLE silences (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            match TEXT NOT NULL,
            who TEXT NOT NULL,
            why TEXT NOT NULL,
            until REAL NOT NULL,
            added REAL NOT NULL
        ) STRICT;

        CREATE TABLE deliveries (
            alert INTEGER NOT NULL REFERENCES alerts (sequence),
            receiver TEXT NOT NULL,
            state TEXT NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            tries INTEGER NOT NULL DEFAULT 0,
            next_attempt REAL NOT NULL,
            last_error TEXT,
            done_at REAL,
            digest REAL,
            PRIMARY KEY (alert, receiver)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX deliveries_by_digest ON deliveries (receiver, digest) WHERE digest IS NOT NULL;
        CREATE INDEX deliveries_to_do ON deliveries (receiver, alert) WHERE state = 'pending';
        CREATE INDEX deliveries_by_time ON deliveries (receiver, next_attempt) WHERE state = 'pending';

        CREATE TABLE attempts (
            alert INTEGER NOT NULL,
            receiver TEXT NOT NULL,
            number INTEGER NOT NULL,
            at REAL NOT NULL,
            milliseconds INTEGER NOT NULL,
            status INTEGER,
            reason TEXT NOT NULL,
            answer TEXT NOT NULL,
            next_attempt REAL,
            PRIMARY KEY (alert, receiver, number),
            FOREIGN KEY (alert, receiver) REFERENCES deliveries (alert, receiver)
        ) STRICT;

        CREATE TABLE receivers (
            name TEXT PRIMARY KEY,
            fingerprint TEXT NOT NULL,
            rest_until REAL,
            disabled_at REAL,
            disabled_reason TEXT,
            exhausted_told INTEGER NOT NULL DEFAULT 0
        ) STRICT;

        CREATE TABLE sites (
            feed TEXT PRIMARY KEY,
            walk INTEGER NOT NULL,
            next_page TEXT,
            rows INTEGER NOT NULL,
            is_full INTEGER NOT NULL,
            full_on TEXT,
            baseline_newest TEXT,
            newest TEXT,
            checks_on TEXT,
            failures INTEGER NOT NULL,
            paused_until REAL,
            is_failing INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE listing_pages (
            feed TEXT NOT NULL,
            address TEXT NOT NULL,
            walk INTEGER NOT NULL,
            etag TEXT,
            last_modified TEXT,
            validators_url TEXT,
            body_hash TEXT NOT NULL,
            rows INTEGER NOT NULL,
            total INTEGER,
            next_page TEXT,
            PRIMARY KEY (feed, address)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE provider_pages (
            feed TEXT NOT NULL,
            path TEXT NOT NULL,
            address TEXT NOT NULL,
            listed_on TEXT NOT NULL,
            walk INTEGER NOT NULL,
            name TEXT NOT NULL,
            urn TEXT,
            latest TEXT,
            read_latest TEXT,
            is_read INTEGER NOT NULL,
            baseline_until TEXT,
            newest TEXT,
            etag TEXT,
            last_modified TEXT,
            validators_url TEXT,
            body_hash TEXT,
            attempts INTEGER NOT NULL,
            next_try REAL,
            reason TEXT,
            ratings TEXT,
            PRIMARY KEY (feed, path)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX provider_pages_with_ratings ON provider_pages (feed) WHERE ratings IS NOT NULL;
        CREATE INDEX provider_pages_to_read ON provider_pages (feed, attempts > 0, latest, path)
            WHERE next_try IS NOT NULL;
        CREATE INDEX provider_pages_by_listing ON provider_pages (feed, listed_on);

        CREATE TABLE document_checks (
            publication INTEGER PRIMARY KEY REFERENCES publications (id) ON DELETE CASCADE,
            etag TEXT,
            last_modified TEXT,
            validators_url TEXT,
            checked_on TEXT NOT NULL,
            is_unlisted INTEGER NOT NULL,
            missing_days INTEGER NOT NULL,
            missing_on TEXT,
            is_withdrawn INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX document_checks_by_day ON document_checks (checked_on);

        CREATE TABLE log_removals (
            receiver TEXT PRIMARY KEY,
            sequence INTEGER NOT NULL,
            hash TEXT NOT NULL
        ) STRICT;

        CREATE TABLE log_heads (
            receiver TEXT PRIMARY KEY,
            sequence INTEGER NOT NULL,
            hash TEXT NOT NULL
        ) STRICT;

        CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);

        INSERT INTO grdb_migrations (identifier)
            VALUES ('1');
        INSERT INTO feeds (name, url, moved_to, etag, body_hash, baseline_at, last_attempt, last_success, next_due, every_seconds, skip_hours, skip_days, newest_seen, listed)
            VALUES ('councils', 'https://example.org/a', 'https://example.org/b', '"7"', 'beef', 1700000000.0, 1715900000.0, 1715900000.0, 1715903600.0, 3600.0, '1,2', 'Sunday', 1715000000.0, 153);
        INSERT INTO providers (id, name, kind, region)
            VALUES ('ofsted:80476', 'Kent', 'local-authority', 'South East');
        INSERT INTO predecessors (provider, predecessor)
            VALUES ('ofsted:2', 'ofsted:1');
        INSERT INTO table_rows (feed, fingerprint)
            VALUES ('schools', 7);
        INSERT INTO table_rows (feed, fingerprint)
            VALUES ('schools', -7);
        INSERT INTO publications (id, feed, identity, fingerprint, document_url, announces_pdf, title, provider_urn, provider_id, published, seen, baseline, state, sha256, framework, inspection_start, inspection_end, basis)
            VALUES (1, 'councils', 'one', 'f1', 'https://example.org/1', 1, 'Single inspection', '80476', 'ofsted:80476', '2015-05-01', 1700000000.0, 1, 'read', 'aa', 'sif', '2015-03-02', '2015-03-20', 'report');
        INSERT INTO publications (id, feed, identity, fingerprint, document_url, announces_pdf, title, provider_urn, provider_id, published, seen, baseline, state, sha256, framework, inspection_start, inspection_end, basis)
            VALUES (2, 'councils', 'two', 'f2', 'https://example.org/2', 1, 'Children''s services inspection', '80476', 'ofsted:80476', '2024-05-16', 1715846400.0, 0, 'read', 'bb', 'ilacs', '2024-02-26', '2024-03-08', 'report');
        INSERT INTO publications (id, feed, identity, fingerprint, document_url, announces_pdf, published, seen, baseline, state, reason, attempts, next_try)
            VALUES (3, 'councils', 'three', 'f3', 'https://example.org/3', 1, '2025-01-10', 1715846400.0, 0, 'pending', 'answered 503', 2, 1716000000.0);
        INSERT INTO publications (id, feed, identity, fingerprint, document_url, announces_pdf, published, seen, baseline, state, reason, attempts, unread_sha256)
            VALUES (4, 'councils', 'four', 'f4', 'https://example.org/4', 0, '2026-01-10', 1715846400.0, 0, 'not-a-report', 'its framework is not known', 1, 'cc');
        INSERT INTO judgements (publication, position, area, grade, printed, page, evidence, direction, reason)
            VALUES (1, 0, 'overall-effectiveness', 'good', 'Good', 2, 'services in Kent are good', 'first', 'no-earlier-inspection');
        INSERT INTO judgements (publication, position, area, grade, printed, page, evidence, from_grade, direction, reason)
            VALUES (2, 0, 'overall-effectiveness', 'inadequate', 'Inadequate', 1, 'Overall effectiveness Inadequate', 'good', 'declined', 'compared');
        INSERT INTO judgements (publication, position, area, from_grade, direction, reason)
            VALUES (2, 1, 'adoption', 'good', 'no-longer-graded', 'area-not-printed');
        INSERT INTO alerts (sequence, id, kind, time, subject, direction, feed, summary, line, body)
            VALUES (1, 'rw_1', 'operator-baseline-done', 1700000000.0, 'feed:councils', 'none', 'councils', 'first poll', 'l1', '{}');
        INSERT INTO alerts (sequence, id, kind, time, subject, direction, feed, publication, summary, line, body)
            VALUES (2, 'rw_2', 'rating-changed', 1715846400.0, 'ofsted:80476', 'declined', 'councils', 2, 'Kent: declined', 'l2', '{}');
        INSERT INTO portfolio_decisions (publication, portfolio, reason)
            VALUES (2, 'south-east', 'too-few: 1 of 2');
        INSERT INTO route_decisions (alert, position, route, took, reason)
            VALUES (2, 0, 'all', 1, 'it is what the route asks for');
        INSERT INTO held_alerts (id, feed, publication, provider, alert)
            VALUES (1, 'councils', 2, 'ofsted:80476', '{"kind":"rating-changed","id":"rw_h","instance":"test","time":0,"subject":"ofsted:80476","feed":"councils","summary":"held"}');
        INSERT INTO brakes (feed, since)
            VALUES ('councils', 1715846400.0);
        INSERT INTO silences (id, match, who, why, until, added)
            VALUES (1, '{}', 'desk', 'known already', 1790000000.0, 1715846400.0);
        INSERT INTO deliveries (alert, receiver, state, attempts, tries, next_attempt, done_at)
            VALUES (1, 'log', 'done', 1, 1, 1700000000.0, 1700000001.0);
        INSERT INTO deliveries (alert, receiver, state, attempts, tries, next_attempt, done_at)
            VALUES (2, 'log', 'done', 1, 1, 1715846400.0, 1715846401.0);
        INSERT INTO deliveries (alert, receiver, state, attempts, tries, next_attempt, last_error)
            VALUES (2, 'newsroom', 'pending', 1, 1, 1715846700.0, 'answered 503');
        INSERT INTO attempts (alert, receiver, number, at, milliseconds, status, reason, answer, next_attempt)
            VALUES (2, 'newsroom', 1, 1715846400.0, 12, 503, 'answered 503', 'busy', 1715846700.0);
        INSERT INTO receivers (name, fingerprint, disabled_at, disabled_reason)
            VALUES ('newsroom', 'f', 1715846800.0, 'answered 410');
        INSERT INTO sites (feed, walk, next_page, rows, is_full, full_on, newest, checks_on, failures, is_failing)
            VALUES ('site', 3, 'https://example.org/search?start=100', 100, 1, '2024-05-15', '2024-05-14', '2024-05-15', 0, 0);
        INSERT INTO listing_pages (feed, address, walk, etag, body_hash, rows, total, next_page)
            VALUES ('site', 'https://example.org/search', 3, '"1"', 'dd', 100, 153, 'https://example.org/search?start=100');
        INSERT INTO provider_pages (feed, path, address, listed_on, walk, name, urn, latest, read_latest, is_read, newest, body_hash, attempts)
            VALUES ('site', '/provider/44/80476', 'https://example.org/provider/44/80476', 'https://example.org/search', 3, 'Kent', '80476', '2024-05-14', '2024-05-14', 1, '2024-05-14', 'ee', 0);
        INSERT INTO document_checks (publication, etag, checked_on, is_unlisted, missing_days, missing_on, is_withdrawn)
            VALUES (1, '"2"', '2024-05-15', 0, 1, '2024-05-15', 0);
        INSERT INTO log_removals (receiver, sequence, hash)
            VALUES ('log', 1, '0000000000000000000000000000000000000000000000000000000000000000');
        INSERT INTO log_heads (receiver, sequence, hash)
            VALUES ('log', 2, '0000000000000000000000000000000000000000000000000000000000000000');
        """#
}
