-- Vectors are found by their owner, or read in the order of their rows. The two indexes that go took a fifth of the entries
-- that a new entity makes: what they found is found through the owners, and counted in embeddings_by_owner, which holds the model.
drop index embeddings_by_entity;
drop index embeddings_by_model;
