/// Text from outside made fit for one line of a terminal, a log or a message.
package enum PrintableLine {
    package static func text(_ text: String) -> String { OutsideText.line(text) }
}
