import Foundation
import System
import YAML

/// A text file that lists providers for a route: one id, number or name a line; `#` begins a comment.
enum ProviderList {
    /// Reports a file that cannot be read or lists nobody: a route with it would never match.
    static func read(
        _ node: YAMLNode, vocabulary: RouteVocabulary?, surroundings: Surroundings
    ) -> [String] {
        guard let path = node.filePath().map(surroundings.absolute) else { return [] }
        guard let bytes = FileManager.default.contents(atPath: path), let text = String(bytes: bytes, encoding: .utf8)
        else {
            let fault = FileFault.cause(path, otherwise: "it is not UTF-8 text")
            node.problem("\(path): \(fault); name a file with one provider's number or name a line")
            return []
        }
        let providers = text.split(whereSeparator: \.isNewline).compactMap { line -> String? in
            let stated = line.prefix { $0 != "#" }.trimmingPrefix { $0.isWhitespace || $0 == "\u{FEFF}" }
            let provider = String(stated.reversed().drop(while: \.isWhitespace).reversed())
            return provider.isEmpty ? nil : provider
        }
        if providers.isEmpty { node.problem("\(path) lists no provider") }
        let doubtful = providers.filter { vocabulary?.knows(provider: $0) == false }
        if let first = doubtful.first, let doubt = vocabulary?.doubt(of: first) {
            node.warn(
                "\(path) has names of \(doubtful.count == 1 ? "a provider" : "\(doubtful.count) providers") unknown here: \(doubt)"
            )
        }
        return providers
    }
}
