extension Provider {
    package var json: JSONValue {
        .object([.init("id", .string(id.text)), .init("name", .string(name)), .init("kind", .string(kind))])
    }
}
