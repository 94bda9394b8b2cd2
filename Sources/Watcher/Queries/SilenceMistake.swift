/// Says what is wrong with a silence that a user asks for.
struct SilenceMistake: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
