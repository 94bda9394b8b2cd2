package import Postgres
package import Receivers
import System
import YAML

/// The part `history:`: a database of a PostgreSQL server in the place of the file.
package struct DatabaseConfiguration: Sendable {
    package let address: PostgresAddress
    /// `nil` where the server asks for no password.
    package let passwordFile: SecretFile?
    /// Absolute path of certificates (PEM) that the server's must come from; `nil` for the system's.
    package let certificates: String?

    /// `nil` where it has mistakes, or where the record stays a file.
    init?(_ node: YAMLNode, surroundings: Surroundings) {
        guard let mapping = node.mapping(keys: ["database", "password_file", "ca_file"]) else { return nil }
        let password = mapping["password_file"]?.passwordFile(surroundings)
        let certificates = mapping["ca_file"].flatMap { CertificateFile.path($0, surroundings: surroundings) }
        guard let place = mapping.required("database"), let text = place.text() else { return nil }
        let address: PostgresAddress
        do throws(PostgresAddress.Mistake) {
            address = try PostgresAddress(text)
        } catch {
            // Not repeated: it may hold a password.
            place.problem("is not a database's address such as postgresql://ratingwatch@db1/ratingwatch: \(error.text)")
            return nil
        }
        DatabaseConfiguration.check(address, place)
        self.address = address
        passwordFile = password
        self.certificates = certificates
    }

    private static func check(_ address: PostgresAddress, _ node: YAMLNode) {
        if address.password != nil {
            node.problem("must not hold a password; put it into a file and name that with \"password_file\"")
        }
        if !address.isLocal, address[option: "sslmode"] != "verify-full" {
            node.problem(
                "must end with sslmode=verify-full, so that nobody on the way can listen or answer in the server's name"
            )
        }
        if address.hosts.count > 1, address[option: "target_session_attrs"] != "read-write" {
            node.problem(
                "names several servers; add target_session_attrs=read-write, so that the one that leads is asked")
        }
        if address.user == nil { node.problem("names no user: postgresql://USER@HOST/DATABASE") }
        if address.database == nil { node.problem("names no database: postgresql://USER@HOST/DATABASE") }
    }
}
