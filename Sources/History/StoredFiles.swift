package import Foundation

/// Documents that are kept in the record's own database, so that every daemon that shares it can read them again. A
/// record in a file has none: they lie in a folder beside it.
package struct StoredFile: Sendable, Hashable {
    /// Of the document, not of what is kept of it; 64 lower-case hexadecimal digits.
    package let sha256: String
    /// `pdf`, `html` or `txt`.
    package let kind: String
    /// Seconds since 1970: the age that counts.
    package let at: Double
    /// Bytes, as compressed.
    package let size: Int

    package init(sha256: String, kind: String, at: Double, size: Int) {
        self.sha256 = sha256
        self.kind = kind
        self.at = at
        self.size = size
    }

    /// What no SQLite record has. What is compressed already the server need not try to compress.
    static let tables = [
        """
        CREATE TABLE ratingwatch_documents (
            sha256 TEXT PRIMARY KEY,
            kind TEXT NOT NULL,
            at DOUBLE PRECISION NOT NULL,
            size BIGINT NOT NULL,
            bytes BYTEA NOT NULL
        )
        """,
        "ALTER TABLE ratingwatch_documents ALTER COLUMN bytes SET STORAGE EXTERNAL",
        "CREATE INDEX ratingwatch_documents_by_time ON ratingwatch_documents (at, sha256)",
    ]
}

extension HistoryTransaction {
    package func hasStoredFile(_ sha256: String) throws -> Bool {
        try isTrue(Query("SELECT EXISTS (SELECT 1 FROM ratingwatch_documents WHERE sha256 = ?)", [sha256]))
    }

    /// Keeps it, unless it is there; answers the bytes that were added.
    package func store(_ bytes: [UInt8], as file: StoredFile) throws -> Int {
        let added = try changes(
            by: Query(
                """
                INSERT INTO ratingwatch_documents (sha256, kind, at, size, bytes) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (sha256) DO NOTHING
                """, [file.sha256, file.kind, file.at, file.size, bytes]))
        return added > 0 ? file.size : 0
    }

    /// The bytes as they were stored; `nil` where there are none.
    package func storedBytes(_ sha256: String) throws -> [UInt8]? {
        try value(Query("SELECT bytes FROM ratingwatch_documents WHERE sha256 = ?", [sha256]))
    }

    /// Those whose digests begin so, in the order of these.
    package func storedFiles(beginning prefix: String) throws -> [StoredFile] {
        try rows(
            Query(
                """
                SELECT sha256, kind, at, size FROM ratingwatch_documents WHERE sha256 >= ? AND sha256 < ? ORDER BY sha256
                """, [prefix, prefix + "g"])
        ) { StoredFile(sha256: $0[0], kind: $0[1], at: $0[2], size: $0[3]) }
    }

    /// How many are kept, how many of them are older than `oldest`, and the bytes of all.
    package func countStoredFiles(olderThan oldest: Date) throws -> (all: Int, old: Int, bytes: Int) {
        try row(
            Query(
                """
                SELECT count(*), coalesce(sum(CASE WHEN at < ? THEN 1 ELSE 0 END), 0), coalesce(sum(size), 0)
                FROM ratingwatch_documents
                """, [oldest.seconds])
        ) { (all: $0[0], old: $0[1], bytes: $0[2]) } ?? (0, 0, 0)
    }

    package func removeStoredFiles(olderThan oldest: Date) throws {
        try run(Query("DELETE FROM ratingwatch_documents WHERE at < ?", [oldest.seconds]))
    }

    /// Removes the oldest until at most so many bytes are left.
    package func removeStoredFiles(beyond bytes: Int) throws {
        try run(
            Query(
                """
                DELETE FROM ratingwatch_documents WHERE sha256 IN (
                    SELECT sha256 FROM (
                        SELECT sha256, sum(size) OVER (ORDER BY at DESC, sha256 DESC) AS newer FROM ratingwatch_documents
                    ) AS counted WHERE newer > ?)
                """, [bytes]))
    }
}
