import Text

/// Who was inspected.
package struct Provider: Hashable, Codable, Sendable {
    package let id: ProviderID
    /// The name as readers know it: `Cheshire East`.
    package let name: String
    /// `local-authority`, or `unknown` for a provider that no registry knows.
    package let kind: String
    /// The English region, where the registry tells it: `North West`.
    package let region: String?

    package init(id: ProviderID, name: String, kind: String, region: String? = nil) {
        self.id = id
        self.name = OutsideText.line(name)
        self.kind = kind
        self.region = region.map(OutsideText.line)
    }
}
