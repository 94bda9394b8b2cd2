import Foundation

/// OpenSSL's own server on 127.0.0.1 with a certificate made for the occasion.
package final class TLSServer: Sendable {
    /// What is the matter with the certificate.
    package enum Certificate: Sendable, CaseIterable {
        case good, expired, ofAnotherHost
    }

    package let url: String
    /// Path of the certificate of the authority that has signed.
    package let authority: String
    private let folder: TemporaryFolder
    private let server: RunningProgram

    private static let openssl = URL(filePath: "/usr/bin/openssl")

    /// False where the program `openssl` is missing.
    package static var isPossible: Bool { FileManager.default.isExecutableFile(atPath: openssl.path) }

    /// Ready to answer when it returns.
    package init(_ certificate: Certificate) async throws {
        let folder = try TemporaryFolder()
        self.folder = folder
        func run(_ arguments: [String]) async throws {
            let program = try RunningProgram(
                program: TLSServer.openssl, arguments: arguments, output: folder.path("out"),
                complaints: folder.path("err"))
            await program.ended()
            guard program.status == 0 else { throw ServerFailure("openssl: \(try folder.read("err"))") }
        }
        func key(_ name: String) -> [String] {
            ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", folder.path("\(name).key")]
        }
        authority = folder.path("authority.pem")
        try await run(
            ["req", "-x509"] + key("authority") + ["-out", authority, "-days", "2", "-subj", "/CN=an own authority"])
        try await run(["req"] + key("server") + ["-out", folder.path("server.csr"), "-subj", "/CN=a server"])
        let names = certificate == .ofAnotherHost ? "DNS:elsewhere.example" : "IP:127.0.0.1"
        try folder.write("names", "subjectAltName=\(names)\n")
        try await run([
            "x509", "-req", "-in", folder.path("server.csr"), "-CA", authority, "-CAkey", folder.path("authority.key"),
            "-CAcreateserial", "-days", certificate == .expired ? "-1" : "1", "-extfile", folder.path("names"),
            "-out", folder.path("server.pem"),
        ])
        server = try RunningProgram(
            program: TLSServer.openssl,
            arguments: [
                "s_server", "-accept", "127.0.0.1:0", "-www", "-cert", folder.path("server.pem"), "-key",
                folder.path("server.key"),
            ], output: folder.path("server.out"), complaints: folder.path("server.err"))
        var port: Substring?
        try await eventually("openssl s_server listens") {
            port = try? folder.read("server.out").split(separator: "\n").first { $0.hasPrefix("ACCEPT ") }?
                .split(separator: ":").last
            return port != nil
        }
        guard let port else { throw ServerFailure("openssl s_server: \(try folder.read("server.err"))") }
        url = "https://127.0.0.1:\(port)"
    }
}
