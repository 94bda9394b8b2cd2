import Testing

/// What is refused of `history:` and `fleet:`, and how that is said.
@Suite struct DatabaseConfigurationTests {
    private static func check(_ yaml: String) throws -> [String] {
        try ConfigurationCheck("feeds: [{name: a, kind: feed, url: 'https://example.org/a'}]\n" + yaml).problems
    }

    @Test(arguments: [
        ("mysql://rw@db/r", "it does not begin with postgresql://"),
        ("postgresql://rw@db", "must end with sslmode=verify-full"),
        ("postgresql://rw@db/r?sslmode=require", "must end with sslmode=verify-full"),
        ("postgresql://rw@db:5433x/r?sslmode=verify-full", "\"5433x\" is no port"),
        ("postgresql://rw@db/r?sslmode=verify-full&sslmod=x", "\"sslmod\" is no option that is used here"),
        ("postgresql://rw:secret@db/r?sslmode=verify-full", "must not hold a password"),
        ("postgresql://rw@db1,db2/r?sslmode=verify-full", "names several servers; add target_session_attrs=read-write"),
        ("postgresql://rw@db1,127.0.0.1/r?target_session_attrs=read-write", "must end with sslmode=verify-full"),
        ("postgresql://db/r?sslmode=verify-full", "names no user"),
        ("postgresql://rw@db/?sslmode=verify-full", "names no database"),
        ("postgresql://rw@/r?host=/run/postgresql&sslmode=verify", "\"verify\" is no sslmode"),
    ])
    func aWrongAddressIsRefused(address: String, words: String) throws {
        let problems = try Self.check("history: {database: '\(address)'}\n")
        #expect(problems.contains { $0.contains("history.database: ") && $0.contains(words) }, "\(problems)")
        #expect(!problems.joined().contains("secret@"))
    }

    @Test(arguments: [
        "postgresql://rw@db/r?sslmode=verify-full", "postgresql://rw@/r?host=/run/postgresql",
        "postgresql://rw@127.0.0.1:5433/r", "postgresql://rw@[::1]/r", "postgresql://rw@localhost/r?sslmode=disable",
        "postgresql://rw@db1:5433,db2/r?sslmode=verify-full&target_session_attrs=read-write",
    ])
    func aRightAddressIsTaken(address: String) throws {
        #expect(try Self.check("history: {database: '\(address)'}\n") == [])
    }

    @Test(arguments: [
        ("fleet: {name: a}", "fleet: goes with \"history\""),
        ("history: {database: 'postgresql://rw@/r'}\nfleet: {lease: 5s}", "fleet.lease"),
        ("history: {database: 'postgresql://rw@/r'}\nfleet: {name: 'a@b'}", "fleet.name: must be of letters"),
        ("history: {database: 'postgresql://rw@/r'}\nfleet: {share: all}", "fleet.share: unknown value \"all\""),
    ])
    func aFleetThatCannotBeIsRefused(yaml: String, words: String) throws {
        let problems = try Self.check(yaml + "\n")
        #expect(problems.contains { $0.contains(words) }, "\(problems)")
    }

    @Test(arguments: ["none", "hosts"]) func whatAFleetSharesMayBeSaid(share: String) throws {
        #expect(try Self.check("history: {database: 'postgresql://rw@/r'}\nfleet: {share: \(share)}\n") == [])
    }
}
