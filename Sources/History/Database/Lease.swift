/// What gives a process the right to write.
enum WriteRight: Sendable {
    /// A command of an operator, which decides by what it finds in its own transaction.
    case free
    /// A daemon that stands by.
    case none
    case lease(Lease)
}

/// The right of one daemon to lead, as the record's table of leases has it. Each transaction that writes looks whether
/// it is there still: a daemon that was stopped for longer than it lasts finds another's, and writes nothing.
struct Lease: Sendable, Hashable {
    let owner: String
    /// Counts the processes that have begun under that name.
    let epoch: Int64
    /// Counts the changes of the owner.
    let token: Int64

    static let what = "fleet"

    /// Sent without waiting for its answer: where there is no such lease it fails, and with it the transaction.
    var fence: Query { Query("SELECT ratingwatch_fence(?, ?, ?, ?)", [Lease.what, owner, epoch, token]) }

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
}
