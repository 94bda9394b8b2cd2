import Testing

@testable import Postgres

@Suite struct PostgresAddressTests {
    private func parameters(_ text: String) throws -> [String: String] {
        Dictionary(
            try PostgresAddress(text).parameters(password: nil, certificates: nil).map { ($0.name, $0.value) },
            uniquingKeysWith: { _, last in last })
    }

    @Test func everyPartOfAnAddressReachesTheLibrary() throws {
        let all = try parameters(
            "postgresql://rating%40watch@db1:5433,[::1],db2/re%20cord?sslmode=verify-full&target_session_attrs=read-write"
        )
        #expect(all["host"] == "db1,::1,db2")
        #expect(all["port"] == "5433,,")
        #expect(all["user"] == "rating@watch")
        #expect(all["dbname"] == "re cord")
        #expect(all["sslmode"] == "verify-full")
        #expect(all["target_session_attrs"] == "read-write")
    }

    @Test func aSocketIsAHostInTheOptions() throws {
        let address = try PostgresAddress("postgres://rw@/rw?host=/run/postgresql&port=5433")
        #expect(address.hosts == ["/run/postgresql"] && address.isLocal)
        #expect(try parameters("postgres://rw@/rw?host=/run/postgresql&port=5433")["port"] == "5433")
    }

    /// Whatever the account of the program has in its files.
    @Test func nothingIsTakenFromThePasswordFileOfTheAccount() throws {
        #expect(try parameters("postgresql:///r")["passfile"] == "/dev/null/none")
    }

    @Test(arguments: [
        ("mysql://db/r", "it does not begin with postgresql://"),
        ("postgresql://db/r?sslmode", "is not name=value"),
        ("postgresql://db/r?sslmod=require", "\"sslmod\" is no option"),
        ("postgresql://d%zz/r", "hexadecimal"),
        ("postgresql://db:five/r", "\"five\" is no port"),
        ("postgresql://db:70000/r", "\"70000\" is no port"),
        ("postgresql://db1,db2,db3/r?port=1,2", "each server needs one"),
        ("postgresql://db/r?sslmode=verify-ful", "\"verify-ful\" is no sslmode"),
        ("postgresql://db/r?target_session_attrs=writable", "\"writable\" is no target_session_attrs"),
        ("postgresql://db/r?connect_timeout=soon", "seconds"),
    ])
    func aMistakeIsNamed(text: String, words: String) {
        let error = #expect(throws: PostgresAddress.Mistake.self) { try PostgresAddress(text) }
        #expect(error?.text.contains(words) == true, "\(error?.text ?? "")")
    }

    @Test func eachServerHasAnAddressOfItsOwn() throws {
        let all = try PostgresAddress("postgresql://rw@db1:5433,db2/r?target_session_attrs=read-write").each
        let parts = all.map { $0.parameters(password: nil, certificates: nil) }
            .map { Dictionary($0.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last }) }
        #expect(parts.map { $0["host"] } == ["db1", "db2"] && parts.map { $0["port"] } == ["5433", nil])
        #expect(parts.allSatisfy { $0["target_session_attrs"] == "read-write" && $0["dbname"] == "r" })
    }

    @Test func aSubjectShowsNeitherUserNorPassword() throws {
        let address = try PostgresAddress("postgresql://me:secret@db1/record?sslmode=verify-full")
        #expect(address.subject == "postgresql://db1/record" && address.password == "secret" && !address.isLocal)
    }
}
