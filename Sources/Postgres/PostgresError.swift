import CPostgres

/// The server, or the way to it, has refused something.
package struct PostgresError: Error, Sendable {
    /// SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html; empty where the server said nothing.
    package let state: String
    /// In the server's or libpq's own words, on one line.
    package let message: String
    package let sql: String?
    /// True where the session is lost with it: another one is needed.
    package let isLost: Bool

    init(state: String = "", message: String, sql: String? = nil, isLost: Bool = false) {
        self.state = state
        self.message = message.split(whereSeparator: \.isNewline)
            .map { $0.trimmingPrefix(while: \.isWhitespace) }.joined(separator: "; ")
        self.sql = sql
        self.isLost = isLost
    }

    /// The library that talks to the server cannot be had.
    package var isWithoutLibrary: Bool { state == PostgresError.withoutLibrary }

    static let withoutLibrary = "libpq"
}
