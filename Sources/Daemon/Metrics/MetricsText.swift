/// Samples in the text that a monitor asks for.
struct MetricsText {
    enum Kind: String {
        case counter, gauge, info
    }

    struct Sample {
        let labels: [(name: String, value: String)]
        let value: String
    }

    private struct Family {
        let name: String
        let kind: Kind
        let help: String
        let samples: [Sample]
    }

    private var families: [Family] = []

    /// A family and its samples; its name without the suffix that its kind asks for.
    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
        if !samples.isEmpty { families.append(Family(name: name, kind: kind, help: help, samples: samples)) }
    }

    func text(_ format: MetricsFormat) -> String {
        var lines: [String] = []
        for family in families {
            let suffix =
                switch family.kind {
                case .counter: "_total"
                case .gauge: ""
                case .info: "_info"
                }
            let sampled = family.name + suffix
            switch format {
            case .openMetrics:
                lines.append("# TYPE \(family.name) \(family.kind.rawValue)")
                lines.append("# HELP \(family.name) \(MetricsText.escaped(family.help))")
            case .classic:
                // A family is called as its samples are, and knows no kind for facts.
                lines.append("# HELP \(sampled) \(MetricsText.escapedHelp(family.help))")
                lines.append("# TYPE \(sampled) \(family.kind == .info ? Kind.gauge.rawValue : family.kind.rawValue)")
            }
            for sample in family.samples {
                let labels = sample.labels.map { "\($0.name)=\"\(MetricsText.escaped($0.value))\"" }
                    .joined(separator: ",")
                lines.append(sampled + (labels.isEmpty ? "" : "{\(labels)}") + " " + sample.value)
            }
        }
        if format == .openMetrics { lines.append("# EOF") }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func escaped(_ text: String) -> String { escapedHelp(text).replacing("\"", with: "\\\"") }

    private static func escapedHelp(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    }
}

extension MetricsText.Sample {
    init(_ value: Int, _ labels: (name: String, value: String)...) {
        self.init(labels: labels, value: String(value))
    }

    init(_ value: Double, _ labels: (name: String, value: String)...) {
        self.init(labels: labels, value: String(value))
    }
}
