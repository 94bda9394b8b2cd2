/// What gives a process the right to write.
enum WriteRight: Sendable {
    /// A command of an operator, which decides by what it finds in its own transaction.
    case free
    /// A daemon, by what it does; one that stands by has none.
    case leases([Share: Lease])

    /// `nil` for who needs none; throws where the part is not the daemon's.
    func lease(for share: Share) throws -> Lease? {
        switch self {
        case .free: return nil
        case .leases(let leases):
            guard let lease = leases[.all] ?? leases[share] else { throw HistoryError.notLeading }
            return lease
        }
    }
}

/// The right of one daemon to a part of the work, as the record's table of leases has it. Each change looks whether it
/// is there still: a daemon that was stopped for longer than it lasts finds another's, and writes nothing.
struct Lease: Sendable, Hashable {
    /// What it is called.
    let what: String
    let owner: String
    /// Counts the processes that have begun under that name.
    let epoch: Int64
    /// Counts the changes of the owner.
    let token: Int64

    /// Sent without waiting for its answer: where there is no such lease it fails, and with it the transaction.
    var fence: Query { Query("SELECT ratingwatch_fence(?, ?, ?, ?)", [what, owner, epoch, token]) }

    /// The state that `fence` fails with.
    static let refusal = "RW001"

    /// Wakes those that listen, once what it stands in is recorded. Of each record in a database its own.
    static let call = "pg_notify(\(channel), '')"
    static let channel = "'ratingwatch_' || CAST(CAST(current_schema() AS regnamespace) AS oid)"

    /// What no SQLite record has. `FOR KEY SHARE`: a renewal need not wait for a long transaction; another owner takes
    /// a lease only under the record's lock, and so behind the transaction.
    static let tables = [
        """
        CREATE TABLE ratingwatch_daemons (
            name TEXT PRIMARY KEY,
            epoch BIGINT NOT NULL,
            version TEXT NOT NULL,
            logs TEXT NOT NULL,
            started DOUBLE PRECISION NOT NULL,
            seen DOUBLE PRECISION NOT NULL
        )
        """,
        """
        CREATE TABLE ratingwatch_leases (
            what TEXT PRIMARY KEY,
            owner TEXT NOT NULL,
            epoch BIGINT NOT NULL,
            token BIGINT NOT NULL,
            until DOUBLE PRECISION NOT NULL
        )
        """,
        """
        CREATE FUNCTION ratingwatch_now() RETURNS DOUBLE PRECISION LANGUAGE sql VOLATILE
            AS 'SELECT CAST(extract(epoch FROM clock_timestamp()) AS DOUBLE PRECISION)'
        """,
        """
        CREATE FUNCTION ratingwatch_fence(asked TEXT, by TEXT, since BIGINT, number BIGINT) RETURNS VOID
            LANGUAGE plpgsql AS '
        BEGIN
            PERFORM 1 FROM ratingwatch_leases
                WHERE what = asked AND owner = by AND epoch = since AND token = number FOR KEY SHARE;
            IF NOT FOUND THEN
                RAISE EXCEPTION ''the lease is another daemon''''s'' USING ERRCODE = ''RW001'';
            END IF;
        END'
        """,
    ]
    /// What came with the parting of the work: who shares it and lives, since when each does what it does, and which
    /// hosts have led to others.
    static let partedTables = [
        "ALTER TABLE ratingwatch_daemons ADD COLUMN share TEXT NOT NULL DEFAULT 'none'",
        "ALTER TABLE ratingwatch_daemons ADD COLUMN lives_until DOUBLE PRECISION NOT NULL DEFAULT 0",
        "ALTER TABLE ratingwatch_daemons ADD COLUMN announced DOUBLE PRECISION NOT NULL DEFAULT 0",
        "CREATE TABLE ratingwatch_links (host TEXT NOT NULL, target TEXT NOT NULL, PRIMARY KEY (host, target))",
    ]
}
