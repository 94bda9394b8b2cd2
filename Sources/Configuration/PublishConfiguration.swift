import System
import YAML

/// The part `publish:`: what the pages are called, where they lie, and where they are written.
package struct PublishConfiguration: Sendable {
    /// Absolute path of the folder that the pages are written to after each poll; `nil` where they are not.
    package let folder: String?
    /// With a slash at its end; `nil` where nobody has said.
    package let url: String?
    package let title: String?
    package let language: Language
    /// Whether readers may see how the deliveries do: it names receivers.
    package let deliveries: Bool

    package enum Language: String, Sendable, CaseIterable {
        case english = "en"
        case welsh = "cy"
    }

    /// Where the part is left out.
    init() {
        folder = nil
        url = nil
        title = nil
        language = .english
        deliveries = false
    }

    init(_ node: YAMLNode, surroundings: Surroundings) {
        let mapping = node.mapping(keys: ["folder", "url", "title", "language", "deliveries"])
        folder = mapping?["folder"]?.folder(surroundings)
        url = mapping?["url"].flatMap(PublishConfiguration.url)
        title = mapping?["title"]?.text()
        language = mapping?["language"]?.choice(Language.self) ?? .english
        deliveries = mapping?["deliveries"]?.boolean() ?? false
    }

    private static func url(_ node: YAMLNode) -> String? {
        guard let text = node.text() else { return nil }
        let rest = ["https://", "http://"].lazy.compactMap { text.hasPrefix($0) ? text.dropFirst($0.count) : nil }.first
        let plain = text.unicodeScalars.allSatisfy {
            $0.value > 0x20 && $0.value < 0x7F && !"\"<>?#@\\".unicodeScalars.contains($0)
        }
        guard let rest, !rest.isEmpty, rest.first != "/", plain else {
            node.problem("must be the address at which readers find the pages: https://ratings.example.org/")
            return nil
        }
        return text.hasSuffix("/") ? text : text + "/"
    }
}
