/// Where a PostgreSQL database is: `postgresql://user@host1:5432,host2/database?option=value`.
package struct PostgresAddress: Sendable, Hashable {
    /// Names or addresses of the servers, or the folder of a socket; empty for this machine's socket.
    package private(set) var hosts: [String] = []
    private var ports: [String] = []
    package private(set) var user: String?
    package private(set) var password: String?
    package private(set) var database: String?
    /// As libpq knows them, in the order in which they stand.
    package private(set) var options: [Option] = []

    package struct Option: Sendable, Hashable {
        package let name: String
        package let value: String
    }

    /// Why a text is no such address.
    package struct Mistake: Error {
        package let text: String
    }

    package static let schemes = ["postgresql://", "postgres://"]

    package init(_ text: String) throws(Mistake) {
        guard let scheme = PostgresAddress.schemes.first(where: text.hasPrefix) else {
            throw Mistake(text: "it does not begin with postgresql://")
        }
        var rest = text.dropFirst(scheme.count)
        if let mark = rest.firstIndex(of: "?") {
            for pair in rest[rest.index(after: mark)...].split(separator: "&") {
                let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2 else { throw Mistake(text: "an option is not name=value") }
                let option = Option(name: String(parts[0]), value: try PostgresAddress.decoded(parts[1]))
                if option.name == "host" {
                    hosts = option.value.split(separator: ",").map(String.init)
                } else if option.name == "port" {
                    ports = option.value.split(separator: ",").map(String.init)
                } else {
                    options.append(option)
                }
            }
            rest = rest[..<mark]
        }
        if let slash = rest.firstIndex(of: "/") {
            let name = try PostgresAddress.decoded(rest[rest.index(after: slash)...])
            database = name.isEmpty ? nil : name
            rest = rest[..<slash]
        }
        if let at = rest.lastIndex(of: "@") {
            let parts = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            user = try PostgresAddress.decoded(parts[0])
            password = parts.count > 1 ? try PostgresAddress.decoded(parts[1]) : nil
            rest = rest[rest.index(after: at)...]
        }
        for host in rest.split(separator: ",") { try add(host: host) }
        try check()
    }

    /// What the library would refuse only once it connects, and then again and again.
    private func check() throws(Mistake) {
        for port in ports where !port.isEmpty && !(1...65_535).contains(Int(port) ?? 0) {
            throw Mistake(text: "\"\(port)\" is no port")
        }
        if ports.count > 1, ports.count != hosts.count {
            throw Mistake(text: "of several ports each server needs one")
        }
        for name in options.map(\.name) where !PostgresAddress.known.contains(name) {
            throw Mistake(
                text: "\"\(name)\" is no option that is used here; these are: "
                    + PostgresAddress.known.sorted().joined(separator: ", "))
        }
        for option in options {
            guard let values = PostgresAddress.values[option.name], !values.contains(option.value) else { continue }
            throw Mistake(
                text: "\"\(option.value)\" is no \(option.name); these are: " + values.joined(separator: ", "))
        }
        if let seconds = self[option: "connect_timeout"], !(1...600).contains(Int(seconds) ?? 0) {
            throw Mistake(text: "connect_timeout is a number of seconds from 1 to 600")
        }
    }

    private mutating func add(host: Substring) throws(Mistake) {
        var name = host
        var port: Substring = ""
        // Of an address with colons in it the brackets tell the end.
        let end = host.lastIndex(of: "]") ?? host.startIndex
        if let colon = host[end...].lastIndex(of: ":") {
            name = host[..<colon]
            port = host[host.index(after: colon)...]
        }
        if name.hasPrefix("["), name.hasSuffix("]") { name = name.dropFirst().dropLast() }
        hosts.append(try PostgresAddress.decoded(name))
        ports.append(String(port))
    }

    /// The options that an address may set beside `host` and `port`.
    private static let known: Set<String> = [
        "sslmode", "target_session_attrs", "options", "sslrootcert", "connect_timeout",
    ]

    /// The same for who only reads: any of the servers will do, one that follows another too.
    package var toRead: PostgresAddress {
        var address = self
        address.options.removeAll { $0.name == "target_session_attrs" }
        if hosts.count > 1 { address.options.append(Option(name: "target_session_attrs", value: "any")) }
        return address
    }

    /// Of those options that know certain values alone.
    private static let values = [
        "sslmode": ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"],
        "target_session_attrs": ["any", "read-write", "read-only", "primary", "standby", "prefer-standby"],
    ]

    package subscript(option name: String) -> String? { options.last { $0.name == name }?.value }

    /// One for each server that it names.
    package var each: [PostgresAddress] {
        hosts.indices.map { index in
            var one = self
            one.hosts = [hosts[index]]
            one.ports = ports.count > 1 ? [ports[index]] : ports
            return one
        }
    }

    /// True where nobody on the way can listen: through a socket of this machine, or over loopback.
    package var isLocal: Bool {
        hosts.allSatisfy { host in
            host.hasPrefix("/") || host.hasPrefix("127.") || ["::1", "localhost"].contains(host)
        }
    }

    /// Without user, password and options: how messages name it.
    package var subject: String {
        "postgresql://" + hosts.joined(separator: ",") + "/" + (database ?? user ?? "")
            + (self[option: "options"].map { " (\($0))" } ?? "")
    }

    /// What libpq is given. `password`: from a file; `certificates`: path of those that a server's must come from;
    /// `application`: what the server's operators see.
    func parameters(
        password: String?, certificates: String?, application: String = "ratingwatch"
    ) -> [(name: String, value: String)] {
        var parameters: [(name: String, value: String)] = []
        func set(_ name: String, _ value: String?) {
            if let value, !value.isEmpty { parameters.append((name, value)) }
        }
        set("host", hosts.joined(separator: ","))
        set("port", ports.allSatisfy(\.isEmpty) ? nil : ports.joined(separator: ","))
        set("user", user)
        set("dbname", database ?? user)
        set("password", password)
        for option in options { set(option.name, option.value) }
        if self[option: "sslrootcert"] == nil { set("sslrootcert", certificates) }
        if self[option: "connect_timeout"] == nil { set("connect_timeout", "10") }
        // Nothing of the account that the program happens to run under.
        set("passfile", "/dev/null/none")
        set("application_name", application)
        set("client_encoding", "UTF8")
        // A server that is gone without a word is missed within half a minute.
        set("keepalives_idle", "10")
        set("keepalives_interval", "5")
        set("keepalives_count", "3")
        set("tcp_user_timeout", "20000")
        return parameters
    }

    private static func decoded(_ text: Substring) throws(Mistake) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2)
            guard digits.count == 2, let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) else {
                throw Mistake(text: "\"%\" is not followed by two hexadecimal digits")
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
