"""The screens of persons and bodies. Addresses carry ids only: what is typed to find somebody is POSTed."""
