import Testing

@testable import Daemon

@Suite struct MetricsTextTests {
    @Test func familiesEndAsTheirKindAsksAndValuesAreEscaped() {
        var text = MetricsText()
        text.add("r", .info, "The program.", [.init(1, ("version", "0.1"))])
        text.add("r_polls", .counter, "Polls.", [.init(3, ("feed", "a\"b\\c\nd"), ("outcome", "failed"))])
        text.add("r_seconds", .gauge, "Two\nlines.", [.init(0.5)])
        text.add("r_nothing", .gauge, "Left out.", [])
        #expect(
            text.text == #"""
                # TYPE r info
                # HELP r The program.
                r_info{version="0.1"} 1
                # TYPE r_polls counter
                # HELP r_polls Polls.
                r_polls_total{feed="a\"b\\c\nd",outcome="failed"} 3
                # TYPE r_seconds gauge
                # HELP r_seconds Two\nlines.
                r_seconds 0.5
                # EOF

                """#)
    }
}
