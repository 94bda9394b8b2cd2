import TestSupport
import Testing

@testable import Daemon

@Suite struct MetricsTextTests {
    private var example: MetricsText {
        var text = MetricsText()
        text.add("r", .info, "The program.", [.init(1, ("version", "0.1"))])
        text.add("r_polls", .counter, "Polls.", [.init(3, ("feed", "a\"b\\c\nd"), ("outcome", "failed"))])
        text.add("r_seconds", .gauge, "Two\n\"lines\".", [.init(0.5)])
        text.add("r_nothing", .gauge, "Left out.", [])
        return text
    }

    @Test func familiesOfOpenMetricsEndAsTheirKindAsksAndValuesAreEscaped() throws {
        #expect(
            example.text(.openMetrics) == #"""
                # TYPE r info
                # HELP r The program.
                r_info{version="0.1"} 1
                # TYPE r_polls counter
                # HELP r_polls Polls.
                r_polls_total{feed="a\"b\\c\nd",outcome="failed"} 3
                # TYPE r_seconds gauge
                # HELP r_seconds Two\n\"lines\".
                r_seconds 0.5
                # EOF

                """#)
        #expect(try Exposition(example.text(.openMetrics), isOpen: true).samples.count == 3)
    }

    @Test func familiesOfTheClassicTextAreCalledAsTheirSamplesAre() throws {
        #expect(
            example.text(.classic) == #"""
                # HELP r_info The program.
                # TYPE r_info gauge
                r_info{version="0.1"} 1
                # HELP r_polls_total Polls.
                # TYPE r_polls_total counter
                r_polls_total{feed="a\"b\\c\nd",outcome="failed"} 3
                # HELP r_seconds Two\n"lines".
                # TYPE r_seconds gauge
                r_seconds 0.5

                """#)
        #expect(try Exposition(example.text(.classic), isOpen: false).samples.count == 3)
        // Neither is the other.
        #expect(throws: Exposition.Fault.self) { try Exposition(example.text(.classic), isOpen: true) }
        #expect(throws: Exposition.Fault.self) { try Exposition(example.text(.openMetrics), isOpen: false) }
    }

    @Test(
        arguments: [
            (nil, .classic), ("*/*", .classic), ("text/plain", .classic), ("text/html, */*;q=0.8", .classic),
            ("application/openmetrics-text", .openMetrics),
            ("application/openmetrics-text; version=1.0.0; charset=utf-8", .openMetrics),
            // What Prometheus itself asks for.
            (
                "application/openmetrics-text;version=1.0.0;q=0.8,application/openmetrics-text;version=0.0.1;q=0.75,"
                    + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1", .openMetrics
            ),
            ("application/openmetrics-text;q=0", .classic),
            ("text/plain;version=0.0.4;q=0.9, Application/OpenMetrics-Text;q=0.1", .classic),
        ] as [(String?, MetricsFormat)])
    func theTextIsTheOneThatIsAskedFor(accept: String?, format: MetricsFormat) {
        #expect(MetricsFormat(accept: accept) == format)
    }
}
