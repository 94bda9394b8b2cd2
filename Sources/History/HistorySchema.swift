/// The tables, as a row of migrations that only ever grows.
///
/// They are written once, as SQLite takes them; what PostgreSQL says otherwise is in one place, `PostgresText`.
enum HistorySchema {
    struct Migration: Sendable {
        let name: String
        let tables: [String]
        /// What becomes of rows that an older version has left, in SQLite's own words: no other database holds such.
        var takeover: [String] = []
        /// Behind the takeover: what is needed no longer.
        var removals: [String] = []
        /// At last: what the program reckons from the rows that are there.
        var fill: (@Sendable (HistoryTransaction) throws -> Void)?
    }

    static let migrations = [
        Migration(name: "1", tables: [first]),
        Migration(name: "2", tables: second, takeover: takeover, removals: removals),
        Migration(name: "3", tables: third, fill: { try $0.fillTallies() }),
    ]

    // Instants are seconds since 1970 (REAL), calendar dates are YYYY-MM-DD (TEXT),
    // sets are their members with commas between (TEXT).
    private static let first = """
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
        CREATE INDEX deliveries_to_do ON deliveries (receiver, alert) WHERE state = 'pending';
        CREATE INDEX deliveries_by_time ON deliveries (receiver, next_attempt) WHERE state = 'pending';
        CREATE INDEX deliveries_by_digest ON deliveries (receiver, digest) WHERE digest IS NOT NULL;

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

        CREATE TABLE log_heads (
            receiver TEXT PRIMARY KEY,
            sequence INTEGER NOT NULL,
            hash TEXT NOT NULL
        ) STRICT;

        CREATE TABLE log_removals (
            receiver TEXT PRIMARY KEY,
            sequence INTEGER NOT NULL,
            hash TEXT NOT NULL
        ) STRICT;
        """
}
