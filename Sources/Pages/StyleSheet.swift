import Queries

/// How all pages look, in one file.
enum StyleSheet {
    /// With the colours of grades, which are those of the drawings.
    static let text: String = String(decoding: PackageResources.page_css, as: UTF8.self) + grades

    private static var grades: String {
        (0...GradePaint.steps).map { step in
            let (fill, ink) = GradePaint.colours(share: Double(step) / Double(GradePaint.steps))
            return """
                .q\(step) { background: \(fill); color: \(ink); fill: \(fill); }
                .q\(step) rect { fill: \(fill); }
                .q\(step) text { fill: \(ink); }

                """
        }.joined()
    }
}
