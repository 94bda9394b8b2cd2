import Foundation
import System
import YAML

/// The part `http:`.
package struct HTTPConfiguration: Sendable {
    /// Goes into the User-Agent, so that a publisher can reach the operator.
    package var contact: String?
    package var connectionsPerHost = 2
    /// Seconds between the starts of two requests to one host.
    package var intervalPerHost: Double = 1
    /// Seconds for one request.
    package var timeout: Double = 30
    /// Bytes after decompression.
    package var bodyLimit = 50_000_000
    /// Seconds before the first retry of a failed feed or document; doubles with each failure.
    package var retryFirst: Double = 60
    /// Seconds; retries never get rarer than this.
    package var retryLimit: Double = 86400

    /// Absolute path of authorities' certificates (PEM) that are trusted beside the system's; `nil` for the system's
    /// alone.
    package var certificateFile: String?

    init() {}

    init(_ node: YAMLNode, surroundings: Surroundings) {
        let keys = ["contact", "per_host", "timeout", "body_limit", "retry", "ca_file"]
        guard let mapping = node.mapping(keys: keys) else { return }
        contact = mapping["contact"]?.label()
        if let perHost = mapping["per_host"]?.mapping(keys: ["connections", "interval"]) {
            connectionsPerHost = perHost["connections"]?.integer(in: 1...32) ?? connectionsPerHost
            intervalPerHost = perHost["interval"]?.duration() ?? intervalPerHost
        }
        timeout = mapping["timeout"]?.duration(atLeast: 1) ?? timeout
        bodyLimit = mapping["body_limit"]?.size() ?? bodyLimit
        certificateFile = mapping["ca_file"].flatMap { CertificateFile.path($0, surroundings: surroundings) }
        guard let retry = mapping["retry"]?.mapping(keys: ["first", "most"]) else { return }
        retryFirst = retry["first"]?.duration(atLeast: 1) ?? retryFirst
        retryLimit = retry["most"]?.duration(atLeast: 1) ?? retryLimit
        if retryFirst > retryLimit { retry.node.problem("\"first\" must not be longer than \"most\"") }
    }

    /// After a failed poll or document.
    package var backoff: Backoff { Backoff(first: retryFirst, limit: retryLimit) }

    /// `ratingwatch/0.1 (+data@example.org)`.
    package var userAgent: String {
        "ratingwatch/\(Version.text)" + (contact.map { " (+\($0))" } ?? "")
    }
}

/// A file of authorities' certificates: found wanting when the configuration is checked, not at the first request.
enum CertificateFile {
    /// Its absolute path.
    static func path(_ node: YAMLNode, surroundings: Surroundings) -> String? {
        guard let path = node.filePath().map(surroundings.absolute) else { return nil }
        guard let bytes = FileManager.default.contents(atPath: path) else {
            node.problem(
                "\(path): \(FileFault.cause(path, otherwise: "it cannot be read")); name a file of certificates")
            return nil
        }
        guard String(decoding: bytes, as: UTF8.self).contains("-----BEGIN CERTIFICATE-----") else {
            node.problem("\(path) has no certificate in PEM form")
            return nil
        }
        return path
    }
}

/// The version of the program.
package enum Version {
    package static let text = "0.1.0"
}

/// How long to wait after failures in a row: doubles, bears jitter, has a longest wait and never ends.
package struct Backoff: Sendable {
    /// Seconds after the first failure.
    package let first: Double
    /// Longest wait in seconds, before jitter.
    package let limit: Double

    package init(first: Double, limit: Double) {
        self.first = first
        self.limit = limit
    }

    /// Seconds to wait after `failures` failures in a row (from 1); `jitter` from -1 to 1 moves it by up to 10 %.
    package func delay(failures: Int, jitter: Double) -> Double {
        // 2^40 first waits are longer than any cap, and the exponent must not overflow.
        var delay = first
        for _ in 1..<max(2, min(failures, 40)) where failures > 1 { delay = min(limit, delay * 2) }
        return min(limit, delay) * (1 + 0.1 * jitter)
    }
}
