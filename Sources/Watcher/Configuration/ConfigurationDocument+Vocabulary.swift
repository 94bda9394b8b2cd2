import Reports

extension ConfigurationDocument {
    /// The names that routes may ask for; `reports`: `nil` where framework data has mistakes.
    func vocabulary(_ reports: ReportReader?) throws(ConfigurationError) -> RouteVocabulary {
        let feeds = root.member("feeds")?.elements ?? []
        let kinds = ["table", "page"].flatMap { part in
            feeds.compactMap { $0.member(part)?.member("provider_kind")?.scalar }
        }
        let builtIn = reports == nil ? try? ReportReader.builtIn() : nil
        guard let registry = (reports ?? builtIn)?.registry else { throw error }
        return RouteVocabulary(
            frameworks: reports?.catalogue, registry: registry, providerKinds: kinds,
            hasTables: feeds.contains { $0.member("table") != nil })
    }
}
