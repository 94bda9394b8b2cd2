import Inspections
import Reports
import YAML

extension ConfigurationDocument {
    /// The names that routes may ask for; `reports`: `nil` where framework data has mistakes, not read before a name is held against it.
    func vocabulary(_ reports: @escaping @Sendable @autoclosure () -> ReportReader?) -> RouteVocabulary {
        let feeds = root.member("feeds")?.elements ?? []
        let kinds = ["table", "page", "json"].flatMap { part in
            feeds.compactMap { $0.member(part)?.member("provider_kind")?.scalar }
        }
        let builtIn = FrameworkLibrary()
        return RouteVocabulary(
            frameworks: reports()?.catalogue,
            registry: (reports() ?? (try? builtIn.reader()))?.registry ?? ProviderRegistry([]), providerKinds: kinds,
            hasTables: feeds.contains { feed in
                feed.member("table") != nil
                    || ["page", "json"].contains { feed.member($0)?.member("region") != nil }
            })
    }
}
