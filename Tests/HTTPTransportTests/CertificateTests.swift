import HTTPTransport
import TestSupport
import Testing

@Suite(.enabled(if: TLSServer.isPossible, "the program openssl is not installed")) struct CertificateTests {
    private func send(to server: TLSServer, trusting file: String?) async throws(HTTPError) -> HTTPResponse {
        try await HTTPTransport(userAgent: "test", interval: .zero, certificateFile: file).send(
            HTTPRequest(url: server.url + "/"))
    }

    @Test func anOwnAuthorityIsTrusted() async throws {
        let server = try await TLSServer(.good)
        #expect(try await send(to: server, trusting: server.authority).status == 200)
    }

    @Test func anAuthorityThatNobodyNamedIsRefused() async throws {
        let server = try await TLSServer(.good)
        let other = try await TLSServer(.good)
        for file in [nil, other.authority] {
            let error = await #expect(throws: HTTPError.self) { try await send(to: server, trusting: file) }
            #expect(error?.kind == .tls)
            #expect(error?.cause.hasPrefix("SSL certificate problem: ") == true, "\(error?.cause ?? "")")
        }
    }

    @Test(arguments: [
        (TLSServer.Certificate.expired, "SSL certificate problem: certificate has expired"),
        (.ofAnotherHost, "no alternative certificate subject name matches target host name '127.0.0.1'"),
    ])
    func aBadCertificateOfAnOwnAuthorityIsRefused(certificate: TLSServer.Certificate, words: String) async throws {
        let server = try await TLSServer(certificate)
        let error = await #expect(throws: HTTPError.self) { try await send(to: server, trusting: server.authority) }
        #expect(error?.kind == .tls)
        #expect(error?.cause.contains(words) == true, "\(error?.cause ?? "")")
    }
}
