import Foundation
import System
import YAML

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
            node.problem("\(path) holds no certificate in PEM form")
            return nil
        }
        return path
    }
}
